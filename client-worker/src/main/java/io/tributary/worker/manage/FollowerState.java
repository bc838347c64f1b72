package io.tributary.worker.manage;

/** A worker's progress in reading its federation's topics. */
public enum FollowerState {
  /** They are not read yet. */
  STARTING,
  /** What was there at the start is being read. */
  RESTORING,
  /** All that was there has been read, and what comes is read as it comes. */
  FOLLOWING,
  /** Nothing will be read any more. */
  FAILED
}
