/**
 * Keeps the router's knowledge of its federation, followed from the compacted topics and swapped as
 * a whole.
 *
 * <p>Enter at {@link io.tributary.router.catalog.Catalog}. The only package of the router that
 * imports {@code follow}. Must not import Kafka, DJL or HTTP.
 */
package io.tributary.router.catalog;
