/**
 * What the router knows of its federation, followed from the compacted topics and swapped as a
 * whole.
 *
 * <p>Enter at {@link io.tributary.router.catalog.Catalog}. The only package of the router that may
 * import Kafka. Must not import DJL or HTTP.
 */
package io.tributary.router.catalog;
