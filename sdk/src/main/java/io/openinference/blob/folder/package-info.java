// SPDX-License-Identifier: Apache-2.0
/**
 * Stores large images in a folder, so that the span holds only a URI.
 *
 * <p>Use {@link io.openinference.blob.folder.FolderBlobUploader} in code, or set {@code
 * OPENINFERENCE_BLOB_UPLOADER=folder} without any code.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>Variable</th><th>Meaning</th><th>Default</th></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_PATH}</td><td>the folder, created if it does not
 *     exist</td><td>none, must be set</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_BASE_URI}</td><td>the public address of the
 *     folder</td><td>its {@code file://} address</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_SIZE}</td><td>maximum number of queued
 *     images</td><td>1,024</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_BYTES}</td><td>maximum bytes of queued
 *     images</td><td>67,108,864</td></tr>
 * </table>
 *
 * <p>System properties come first. For example, the system property for {@code
 * OPENINFERENCE_BLOB_FOLDER_PATH} is {@code openinference.blob.folder.path}.
 */
@NullMarked
package io.openinference.blob.folder;

import org.jspecify.annotations.NullMarked;
