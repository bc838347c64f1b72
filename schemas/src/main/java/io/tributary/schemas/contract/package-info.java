/**
 * A federation's contract as people write it: every value of it under one dotted name, with what it
 * means and whether it may change while the federation lives. Enter at {@link
 * io.tributary.schemas.contract.ContractKeys}.
 */
package io.tributary.schemas.contract;
