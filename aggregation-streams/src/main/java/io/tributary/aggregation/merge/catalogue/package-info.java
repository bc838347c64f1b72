/**
 * Finds merge strategies and server optimisers by their names in the contract.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.catalogue.MergePlan}. Pure.
 */
package io.tributary.aggregation.merge.catalogue;
