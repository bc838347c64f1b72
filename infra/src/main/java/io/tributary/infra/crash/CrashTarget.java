package io.tributary.infra.crash;

/** Whose processes are killed. */
public enum CrashTarget {
  /** The aggregator, at its own steps. */
  AGGREGATOR,
  /** A worker, at its own steps. */
  WORKER,
  /** The broker of three that leads a partition, at the aggregator's steps. */
  BROKER
}
