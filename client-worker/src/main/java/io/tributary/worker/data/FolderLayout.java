package io.tributary.worker.data;

/** The meaning of the folders (or files) below a data folder. */
public enum FolderLayout {
  /**
   * Folders are tasks if every row names its folder as its task, or if there is only one folder;
   * else an error is reported.
   */
  AUTO,
  /** Each folder is one task, spread over the clients. */
  TASKS,
  /** Each folder is one client. */
  CLIENTS
}
