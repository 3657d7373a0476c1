import Testing

@testable import TreadleTracing

@Suite struct SpoolVolumeTests {
    private static let mounts = """
        22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
        30 22 0:26 / /dev/shm rw,nosuid shared:5 - tmpfs tmpfs rw
        31 22 0:40 / /data rw shared:7 master:3 - btrfs /dev/vdb rw
        broken line
        """

    @Test(arguments: [("254:0", "ext4"), ("0:26", "tmpfs"), ("0:40", "btrfs"), ("9:9", nil)])
    func `the type of a file system is found by its device`(device: String, type: String?) {
        #expect(SpoolVolume.type(of: device, in: Self.mounts).map(String.init) == type)
    }

    @Test func `a place that is not there promises nothing`() {
        #expect(!SpoolVolume(of: "/nowhere/at/all").keepsRoom)
    }
}
