/**
 * Turns a federation's access table into commands of Kafka's own tool or resources of Strimzi's
 * user operator, with a principal for each role.
 *
 * <p>Enter at {@link io.tributary.infra.access.AccessPlan}. Pure: it imports the JDK, {@code
 * schemas.access} and {@code schemas.id} only.
 */
package io.tributary.infra.access;
