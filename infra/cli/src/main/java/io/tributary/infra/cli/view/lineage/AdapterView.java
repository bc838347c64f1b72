package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One version with its lineage.
 *
 * @param lineage its fields are shown beside the shape
 * @param shape of the contract; null if there is no readable contract
 */
public record AdapterView(@JsonUnwrapped LineageView lineage, AdapterShapeView shape) {}
