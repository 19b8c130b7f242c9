// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/** A library that is small enough to be traced by hand. */
interface EchoClient {

  String call(String prompt);

  CompletableFuture<String> callAsync(String prompt);

  PartStream stream(String prompt);

  static EchoClient to(String baseUrl) {
    return new OverHttp(URI.create(baseUrl));
  }

  /** Sends the prompt; the answer is the body, or the data of its events. */
  record OverHttp(URI server) implements EchoClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Override
    public String call(String prompt) {
      try (InputStream body = send(prompt)) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public CompletableFuture<String> callAsync(String prompt) {
      return CompletableFuture.supplyAsync(() -> call(prompt));
    }

    @Override
    public PartStream stream(String prompt) {
      InputStream body = send(prompt);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
      return new PartStream() {
        @Override
        public Iterator<String> parts() {
          return lines
              .lines()
              .filter(line -> line.startsWith("data: ") && !line.equals("data: END"))
              .map(line -> line.substring("data: ".length()))
              .iterator();
        }

        @Override
        public void close() {
          try {
            lines.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    }

    private InputStream send(String prompt) {
      try {
        HttpResponse<InputStream> response =
            HTTP.send(
                HttpRequest.newBuilder(server)
                    .POST(HttpRequest.BodyPublishers.ofString(prompt))
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
          String answer = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
          throw new IllegalStateException("Exception of the server: " + answer);
        }
        return response.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
