package io.tributary.worker.data;

/** What the folders (or files) below a data folder are. */
public enum FolderLayout {
  /** Tasks if every row names its folder as its task, or if there is one only; else an error. */
  AUTO,
  /** Each folder is one task, spread over the clients. */
  TASKS,
  /** Each folder is one client. */
  CLIENTS
}
