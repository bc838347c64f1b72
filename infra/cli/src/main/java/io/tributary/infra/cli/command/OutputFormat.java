package io.tributary.infra.cli.command;

/** The form of a verb's answer on standard output; people read standard error in every format. */
public enum OutputFormat {
  /** A table or a sentence. */
  TEXT,
  /** One envelope at the end. */
  JSON,
  /** One JSON line per event, the envelope last. */
  JSONL
}
