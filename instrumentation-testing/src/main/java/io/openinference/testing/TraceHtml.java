// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the HTML file of a trace if {@code openinference-viewer} is on the class path.
 *
 * <p>The viewer is tested with this module, so this module cannot depend on it.
 */
final class TraceHtml {

  private static final String PAGE = "io.openinference.viewer.TracePage";

  /**
   * Writes the file.
   *
   * @param request a message ExportTraceServiceRequest
   * @return false if the viewer is not on the class path
   */
  static boolean write(byte[] request, Path file) throws IOException {
    byte[] page;
    try {
      Class<?> type = Class.forName(PAGE);
      page = (byte[]) type.getMethod("of", byte[].class).invoke(null, (Object) request);
    } catch (ClassNotFoundException withoutViewer) {
      return false;
    } catch (InvocationTargetException failure) {
      throw new IOException(failure.getCause());
    } catch (ReflectiveOperationException otherVersion) {
      throw new IOException("openinference-viewer has another version", otherVersion);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, page);
    return true;
  }

  private TraceHtml() {}
}
