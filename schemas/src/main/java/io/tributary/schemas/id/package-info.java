/**
 * Names clients, slots, clusters and updates. Each id is a value with a text form that serves as
 * Kafka key. Enter at {@link io.tributary.schemas.id.UpdateId}. It must not import anything of
 * ours.
 */
package io.tributary.schemas.id;
