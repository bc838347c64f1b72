package io.tributary.schemas.access;

import java.util.Locale;

/** The role of a program of a federation towards the broker. */
public enum ProgramRole {
  /** One client's worker: announces slots, sends updates, follows its cluster's adapters. */
  WORKER("trains one client's slots and sends its updates"),
  /**
   * The aggregator: reads the records of clients and operators, and writes the records that all
   * others rely on.
   */
  AGGREGATOR("clusters, decides, merges and publishes"),
  /** The router: serves what was published. */
  ROUTER("follows the published clusters and adapters"),
  /** An operator: reads everything, and decides about clients and updates. */
  OPERATOR("reads everything; blocks clients, registers keys, releases and discards updates"),
  /** An observer: reads everything, and writes nothing. */
  OBSERVER("reads everything, writes nothing"),
  /** The preparation of a federation: creates the topics and publishes the contract. */
  BOOTSTRAP("creates the topics and publishes the contract");

  private final String task;

  ProgramRole(String task) {
    this.task = task;
  }

  /** Returns a description of the role's task, for people. */
  public String task() {
    return task;
  }

  /** Returns the role's name in flags and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
