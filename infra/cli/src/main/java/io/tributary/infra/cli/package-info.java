/**
 * The command line: nouns, verbs, one answer per verb in three formats, exit codes. Enter at {@link
 * io.tributary.infra.cli.Main}. Must not import DJL or Kafka Streams.
 */
package io.tributary.infra.cli;
