/**
 * Defines which role may do what on the broker: topics, consumer groups and transactional ids. A
 * broker that has an authorizer refuses everything else.
 *
 * <p>Enter at {@link io.tributary.schemas.access.AccessTable}. Pure: imports the JDK, {@code id}
 * and {@code topic} only.
 */
package io.tributary.schemas.access;
