package io.tributary.infra.registry;

/** Schemas of a note, as callers write them. */
public final class NoteSchemas {
  public static final String NOTE =
      "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"}]}";
  public static final String LONGER =
      "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"int\",\"default\":0}]}";
  public static final String INCOMPATIBLE =
      "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"},{\"name\":\"m\",\"type\":\"int\"}]}";
  public static final String STRING = "\"string\"";

  private NoteSchemas() {}
}
