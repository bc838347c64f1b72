/**
 * Reads what a user configures beside flags: the environment and one YAML file, checked against the
 * options of all verbs. Kafka's own settings pass through.
 *
 * <p>Enter at {@link io.tributary.infra.cli.config.Configuration}. It must not import DJL or Kafka
 * Streams.
 */
package io.tributary.infra.cli.config;
