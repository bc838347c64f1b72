/**
 * Defines the answers of the operator's verbs: flat records that Jackson writes as they are.
 * Weights are in samples, times in ISO 8601, positions as {@code topic-partition@offset}; unknown
 * values are empty. It must not import Kafka.
 */
package io.tributary.infra.cli.view;
