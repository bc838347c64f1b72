/**
 * How a long command shows that it moves: bars with rate and time left on a terminal, a few plain
 * lines elsewhere, JSON lines for machines. Enter at {@link io.tributary.infra.progress.Progress}.
 * Must not import Kafka or DJL.
 */
package io.tributary.infra.progress;
