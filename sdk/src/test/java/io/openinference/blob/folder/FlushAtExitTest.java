// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlushAtExitTest {

  private static final int IMAGES = 500;

  @TempDir Path folder;

  /** Without the shutdown hook the JVM is gone before the images are written. */
  @Test
  void writesWhatWaitsWhenJvmShutsDown() throws Exception {
    ChildJvm.create().run(ExitingProgram.class, folder.toString());

    assertThat(FolderContent.names(folder)).hasSize(IMAGES);
  }

  /** Its worker writes nothing before the JVM shuts down. */
  static final class ExitingProgram {

    public static void main(String[] arguments) {
      FolderBlobUploaderBuilder builder = FolderBlobUploader.builder(Path.of(arguments[0]));
      HeldWriter writer = new HeldWriter(builder.folder);
      Runtime.getRuntime().addShutdownHook(new Thread(writer::release));
      FolderBlobUploader uploader = FolderBlobUploader.start(builder, writer, System::nanoTime);
      for (int number = 0; number < IMAGES; number++) {
        uploader.upload(TracedImages.blob(number));
      }
    }

    private ExitingProgram() {}
  }
}
