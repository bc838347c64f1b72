package io.tributary.schemas.access;

/** What may be done to a resource. To read or to write one includes to describe it. */
public enum Operation {
  READ("Read"),
  WRITE("Write"),
  CREATE("Create"),
  DESCRIBE("Describe"),
  DESCRIBE_CONFIGS("DescribeConfigs"),
  ALTER_CONFIGS("AlterConfigs");

  private final String word;

  Operation(String word) {
    this.word = word;
  }

  /** As Kafka's tools and Strimzi spell it. */
  public String word() {
    return word;
  }
}
