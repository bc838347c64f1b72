package io.tributary.schemas.event;

import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;

/**
 * One slice of an update's values, trained minus base (topic {@code update-chunks}).
 *
 * @param update which
 * @param key cluster and chunk index
 * @param payload the slice in the manifest's encoding
 */
public record UpdateChunk(UpdateId update, ChunkKey key, byte[] payload) {}
