/**
 * What the verbs of the operator answer: flat records that Jackson writes as they are. Weights are
 * in samples, times in ISO 8601, places as {@code topic-partition@offset}; what is not known is
 * empty. Must not import Kafka.
 */
package io.tributary.infra.cli.view;
