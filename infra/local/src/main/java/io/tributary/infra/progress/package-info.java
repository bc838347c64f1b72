/**
 * Shows the progress of a long command: bars with rate and remaining time on a terminal, a few
 * plain lines elsewhere, JSON lines for machines. Enter at {@link
 * io.tributary.infra.progress.Progress}. It must not import Kafka or DJL.
 */
package io.tributary.infra.progress;
