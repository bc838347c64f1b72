/**
 * Every topic of a federation, in one place: name, key, partitions, cleanup. Enter at {@link
 * io.tributary.schemas.topic.TopicCatalogue}. Must not import anything else of ours but ids.
 */
package io.tributary.schemas.topic;
