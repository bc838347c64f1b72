/**
 * Defines the one embedding geometry that local clustering, global clustering and the router share:
 * squared Euclidean distance on float vectors, computed in double, lowest index on ties. Equal
 * input in equal order gives equal bits on every machine.
 *
 * <p>Enter at {@link io.tributary.schemas.geometry.KMeans}. Pure: must not import a clock.
 */
package io.tributary.schemas.geometry;
