/**
 * Implements the command line: nouns and verbs, with one answer per verb in three formats, and exit
 * codes. Enter at {@link io.tributary.infra.cli.Main}. It must not import DJL or Kafka Streams.
 */
package io.tributary.infra.cli;
