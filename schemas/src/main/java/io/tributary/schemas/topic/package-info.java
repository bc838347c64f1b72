/**
 * Every topic of a federation, in one place: name, key, partitions, cleanup; and the admin that
 * compares them with a broker. Enter at {@link io.tributary.schemas.topic.TopicCatalogue}. Must not
 * import anything of ours but {@code id} and {@code settings}.
 */
package io.tributary.schemas.topic;
