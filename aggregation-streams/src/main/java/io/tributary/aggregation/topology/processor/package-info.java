/**
 * Holds what all processors of the topology share: how records are read and written, how stored
 * entries are checked, names, routes of commands, and early commits. Enter at {@link
 * io.tributary.aggregation.topology.processor.RecordReader} and {@link
 * io.tributary.aggregation.topology.processor.RecordWriter}.
 */
package io.tributary.aggregation.topology.processor;
