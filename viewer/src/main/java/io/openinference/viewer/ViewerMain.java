// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The program {@code java -jar openinference-viewer.jar}. */
final class ViewerMain {

  static final String HELP =
      """
      Receives OpenInference spans and shows them in a browser.

        --port NUMBER         the port of the pages and of OTLP over HTTP; default 6006
        --otlp-port NUMBER    a second port of OTLP over HTTP; default 4318; -1 for none
        --grpc-port NUMBER    the port of OTLP over gRPC; default 4317; -1 for none
        --data FOLDER         keeps the traces in this folder; default a temporary one
        --max-size SIZE       deletes the oldest traces above this size, such as 500MB; default 2GB
        --max-age AGE         deletes traces of this age, such as 12h or 30d
        --prices FILE         prices of models, a line each: model,input,output,cache read,cache write
        --host ADDRESS        listens on this address; others than loopback need a token
        --token TEXT          the token that clients must show
        --allow-host NAME     answers requests that are sent to this name
        --allow-origin URL    lets web pages of this origin send spans
        --help                prints this
      """;

  /** Runs the program until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    int status = run(arguments, System.out, System.err);
    if (status >= 0) {
      System.exit(status);
    }
    new CountDownLatch(1).await();
  }

  /** Starts the viewer. Returns the status to exit with, or -1 if the viewer runs. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    OpenInferenceViewerBuilder builder = OpenInferenceViewer.builder();
    try {
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].equals("--help")) {
          out.print(HELP);
          return 0;
        }
        int equals = arguments[i].indexOf('=');
        if (equals > 0) {
          apply(builder, arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        } else {
          requireOption(arguments[i]);
          if (i + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[i] + " needs a value");
          }
          apply(builder, arguments[i], arguments[++i]);
        }
      }
      OpenInferenceViewer viewer = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(viewer::close));
      print(viewer, builder, out);
      return -1;
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      err.println("Try --help.");
      return 2;
    } catch (IllegalStateException failure) {
      err.println(failure.getMessage());
      return 1;
    }
  }

  private static void print(
      OpenInferenceViewer viewer, OpenInferenceViewerBuilder builder, PrintStream out) {
    String token = viewer.token();
    out.println(
        "OpenInference viewer: " + viewer.url() + (token == null ? "" : "/#token=" + token));
    out.println(
        "Spans: OTLP over HTTP at "
            + viewer.url()
            + (viewer.otlpPort() < 0 ? "" : " and port " + viewer.otlpPort())
            + (viewer.grpcPort() < 0 ? "" : ", over gRPC at port " + viewer.grpcPort()));
    out.println(
        "Traces: "
            + (builder.dataDirectory == null
                ? "in a temporary folder; --data FOLDER keeps them"
                : viewer.dataDirectory().toString()));
    viewer.notes().forEach(out::println);
  }

  private static void requireOption(String option) {
    if (!option.startsWith("--") || !HELP.contains("  " + option + " ")) {
      throw new IllegalArgumentException(option + " is no option");
    }
  }

  private static void apply(OpenInferenceViewerBuilder builder, String option, String value) {
    switch (option) {
      case "--port" -> builder.port(number(option, value));
      case "--otlp-port" -> builder.otlpPort(number(option, value));
      case "--grpc-port" -> builder.grpcPort(number(option, value));
      case "--data" -> builder.dataDirectory(Path.of(value));
      case "--max-size" -> builder.maxSize(size(value));
      case "--max-age" -> builder.maxAge(age(value));
      case "--prices" -> builder.prices(Path.of(value));
      case "--host" -> builder.host(value);
      case "--token" -> builder.token(value);
      case "--allow-host" -> builder.allowHost(value);
      case "--allow-origin" -> builder.allowOrigin(value);
      default -> throw new IllegalArgumentException(option + " is no option");
    }
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(option + " needs a number, not " + value, noNumber);
    }
  }

  static long size(String text) {
    String upper = text.toUpperCase(Locale.ROOT).replaceFirst("I?B$", "");
    int shift = upper.endsWith("K") ? 10 : upper.endsWith("M") ? 20 : upper.endsWith("G") ? 30 : 0;
    String count = shift == 0 ? upper : upper.substring(0, upper.length() - 1);
    if (!count.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("--max-size needs a size such as 500MB, not " + text);
    }
    return Long.parseLong(count) << shift;
  }

  static Duration age(String text) {
    if (!text.matches("[0-9]{1,6}[dhmDHM]")) {
      throw new IllegalArgumentException(
          "--max-age needs an age such as 30d, 12h or 10m, not " + text);
    }
    int count = Integer.parseInt(text.substring(0, text.length() - 1));
    return switch (text.substring(text.length() - 1).toLowerCase(Locale.ROOT)) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofMinutes(count);
    };
  }

  private ViewerMain() {}
}
