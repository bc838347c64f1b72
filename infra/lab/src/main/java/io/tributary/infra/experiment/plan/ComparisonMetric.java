package io.tributary.infra.experiment.plan;

/** The figure by which the rows of a table are compared with its reference. */
public enum ComparisonMetric {
  /** Accuracy over all tasks, mean over tasks and clients. */
  ALL_TASKS("all tasks"),
  /** Accuracy on the tasks that a client trains on. */
  OWN_TASKS("own tasks"),
  /** Accuracy on their own tasks of clients that never trained. */
  UNSEEN_CLIENTS("unseen clients");

  private final String title;

  ComparisonMetric(String title) {
    this.title = title;
  }

  /** Returns the figure's name in tables. */
  public String title() {
    return title;
  }

  /** Returns the figure's name in an experiment's file. */
  public String flag() {
    return title.replace(' ', '-');
  }
}
