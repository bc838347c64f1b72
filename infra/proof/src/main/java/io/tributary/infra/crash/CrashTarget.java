package io.tributary.infra.crash;

/** The kind of process that a sweep kills. */
public enum CrashTarget {
  /** The aggregator, at its own steps. */
  AGGREGATOR,
  /** A worker, at its own steps. */
  WORKER,
  /** The broker of three that leads a partition, at the aggregator's steps. */
  BROKER
}
