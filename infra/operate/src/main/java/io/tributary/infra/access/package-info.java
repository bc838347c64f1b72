/**
 * A federation's access table as brokers take it: which principal plays which role, and what that
 * comes to as commands of Kafka's own tool or as resources of Strimzi's user operator.
 *
 * <p>Enter at {@link io.tributary.infra.access.AccessPlan}. Pure: imports the JDK and the contract
 * only.
 */
package io.tributary.infra.access;
