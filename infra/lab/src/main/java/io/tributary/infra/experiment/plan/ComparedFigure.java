package io.tributary.infra.experiment.plan;

/** The figure by which the rows of a table are compared with its reference. */
public enum ComparedFigure {
  /** Accuracy over all tasks, mean over tasks and clients. */
  ALL_TASKS("all tasks"),
  /** Accuracy on the tasks that a client trains on. */
  OWN_TASKS("own tasks"),
  /** Accuracy on their own tasks of clients that never trained. */
  UNSEEN_CLIENTS("unseen clients");

  private final String title;

  ComparedFigure(String title) {
    this.title = title;
  }

  /** The figure's name as tables show it. */
  public String title() {
    return title;
  }

  /** The figure's name as an experiment's file writes it. */
  public String flag() {
    return title.replace(' ', '-');
  }
}
