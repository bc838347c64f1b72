/**
 * Represents a federation's contract as people write it: every value under one dotted name, with
 * its meaning and whether it may change while the federation exists. Enter at {@link
 * io.tributary.schemas.contract.ContractKeys}.
 */
package io.tributary.schemas.contract;
