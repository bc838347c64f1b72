package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * One version, and what it is made of.
 *
 * @param lineage where it comes from; its fields stand beside the shape
 * @param shape as the contract has it; null if there is no contract that can be read
 */
public record AdapterView(@JsonUnwrapped LineageView lineage, ShapeView shape) {}
