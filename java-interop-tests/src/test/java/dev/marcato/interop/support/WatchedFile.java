// SPDX-License-Identifier: Apache-2.0
package dev.marcato.interop.support;

import dev.marcato.testing.FaultySource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/**
 * A file in a file system of its own, which gives the bytes of a {@link FaultySource} with its faults and counts.
 * Works alike for every user and on every system.
 */
public final class WatchedFile {
    private WatchedFile() {
    }

    /** The path of a file with the bytes of the source. */
    public static Path of(FaultySource source) {
        var name = Path.of("watched.mrc");
        var files = new Files(source);
        return (Path) Proxy.newProxyInstance(
                WatchedFile.class.getClassLoader(),
                new Class<?>[] {Path.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) return files;
                    try {
                        return method.invoke(name, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("No reader has to do this");
    }

    private static final class Opened implements SeekableByteChannel {
        private final ReadableByteChannel bytes;
        private final long size;
        private long position;

        Opened(FaultySource source) {
            bytes = source.asChannel();
            size = source.getSize();
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = bytes.read(target);
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public boolean isOpen() {
            return bytes.isOpen();
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }

        @Override
        public int write(ByteBuffer source) {
            throw unused();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long position) {
            throw unused();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw unused();
        }
    }

    private static final class Files extends FileSystem {
        private final FileSystemProvider provider;

        Files(FaultySource source) {
            provider = new Provider(source);
        }

        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public String getSeparator() {
            return "/";
        }

        @Override
        public void close() {
            throw unused();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            throw unused();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            throw unused();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            throw unused();
        }

        @Override
        public Path getPath(String first, String... more) {
            throw unused();
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw unused();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw unused();
        }

        @Override
        public WatchService newWatchService() {
            throw unused();
        }
    }

    private static final class Provider extends FileSystemProvider {
        private final FaultySource source;

        Provider(FaultySource source) {
            this.source = source;
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
            return new Opened(source);
        }

        @Override
        public String getScheme() {
            return "watched";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw unused();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw unused();
        }

        @Override
        public Path getPath(URI uri) {
            throw unused();
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
            throw unused();
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) {
            throw unused();
        }

        @Override
        public void delete(Path path) {
            throw unused();
        }

        @Override
        public void copy(Path from, Path to, CopyOption... options) {
            throw unused();
        }

        @Override
        public void move(Path from, Path to, CopyOption... options) {
            throw unused();
        }

        @Override
        public boolean isSameFile(Path path, Path other) {
            throw unused();
        }

        @Override
        public boolean isHidden(Path path) {
            throw unused();
        }

        @Override
        public FileStore getFileStore(Path path) {
            throw unused();
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) {
            throw unused();
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            throw unused();
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) {
            throw unused();
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
            throw unused();
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
            throw unused();
        }
    }
}
