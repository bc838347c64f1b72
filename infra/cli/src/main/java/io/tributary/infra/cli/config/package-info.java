/**
 * Reads the settings that a user configures beside flags: one YAML file of sections, whose shape is
 * checked. Enter at {@link io.tributary.infra.cli.config.ConfigFile}. It must not import picocli,
 * Kafka or DJL.
 */
package io.tributary.infra.cli.config;
