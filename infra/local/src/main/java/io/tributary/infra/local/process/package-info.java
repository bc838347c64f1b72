/**
 * Child processes: started, watched, restarted when they die, and stopped in order. Enter at {@link
 * io.tributary.infra.local.process.Supervisor}. Must not import Kafka or DJL.
 */
package io.tributary.infra.local.process;
