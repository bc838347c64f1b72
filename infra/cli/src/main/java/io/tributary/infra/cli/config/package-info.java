/**
 * What a user configures beside flags: one YAML file of sections, read and checked for its shape.
 * Enter at {@link io.tributary.infra.cli.config.ConfigFile}. Must not import picocli, Kafka or DJL.
 */
package io.tributary.infra.cli.config;
