package io.tributary.router.catalog;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import java.util.Optional;

/**
 * A version that can be served now.
 *
 * @param version its immutable name
 * @param adapter its values; empty for version 0, whose B factors are zero, so that it answers as
 *     the base model does
 */
public record ServableAdapter(AdapterVersion version, Optional<LoraAdapter> adapter) {}
