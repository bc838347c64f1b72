/**
 * Names of the things that travel: clients, slots, clusters, updates. Values with a text form that
 * serves as Kafka key. Must not import anything of ours.
 */
package io.tributary.schemas.id;
