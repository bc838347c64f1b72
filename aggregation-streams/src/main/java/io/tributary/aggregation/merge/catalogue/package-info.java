/**
 * The strategies and server optimisers by the names that configuration gives them.
 *
 * <p>Enter at {@link io.tributary.aggregation.merge.catalogue.MergePlan}. Pure: may import the
 * other packages of {@code merge}.
 */
package io.tributary.aggregation.merge.catalogue;
