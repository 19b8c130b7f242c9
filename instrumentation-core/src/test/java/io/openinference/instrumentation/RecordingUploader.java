// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is given and answers with {@code s3://bucket/<file name>} or a fixed answer. */
final class RecordingUploader implements BlobUploader {

  private final List<Blob> blobs = new ArrayList<>();
  private final boolean fixed;
  private final @Nullable String answer;

  static RecordingUploader answering(@Nullable String answer) {
    return new RecordingUploader(true, answer);
  }

  RecordingUploader() {
    this(false, null);
  }

  private RecordingUploader(boolean fixed, @Nullable String answer) {
    this.fixed = fixed;
    this.answer = answer;
  }

  List<Blob> blobs() {
    return blobs;
  }

  @Override
  public @Nullable String upload(Blob blob) {
    blobs.add(blob);
    return fixed ? answer : "s3://bucket/" + blob.fileName();
  }
}
