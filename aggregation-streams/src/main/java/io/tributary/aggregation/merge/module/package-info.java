/**
 * Strategies that merge the products B A of whole sites, for clients of mixed ranks.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.module.AdapterMerge}. Pure: may import {@code
 * merge.strategy} and EJML only.
 */
package io.tributary.aggregation.merge.module;
