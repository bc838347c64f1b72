package io.tributary.schemas.access;

import java.util.Locale;

/** What a program of a federation is to the broker. */
public enum Role {
  /** One client's worker: announces slots, sends updates, follows its cluster's adapters. */
  WORKER("trains one client's slots and sends its updates"),
  /** The stream: reads what clients and operators write, and writes all that others rely on. */
  AGGREGATOR("clusters, decides, merges and publishes"),
  /** Serves what was published. */
  ROUTER("follows the published clusters and adapters"),
  /** Looks at everything, and decides about clients and updates. */
  OPERATOR("reads everything; blocks clients, registers keys, releases and discards updates"),
  /** Looks at everything. */
  OBSERVER("reads everything, writes nothing"),
  /** Prepares a federation. */
  BOOTSTRAP("creates the topics and publishes the contract");

  private final String task;

  Role(String task) {
    this.task = task;
  }

  /** What it does, for people. */
  public String task() {
    return task;
  }

  /** Its name in flags and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
