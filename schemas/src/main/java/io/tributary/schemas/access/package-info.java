/**
 * Who may do what on the broker: every role of a federation, and what it needs of topics, consumer
 * groups and transactional ids. Whatever is not granted here is refused by a broker that has an
 * authorizer.
 *
 * <p>Enter at {@link io.tributary.schemas.access.AccessTable}. Pure: imports the JDK, ids and the
 * catalogue of topics only.
 */
package io.tributary.schemas.access;
