import Testing

@testable import DutyLedger

/// Tests how `/proc/self/mountinfo` decides where a ledger may lie.
@Suite struct MountsTests {
  private static let mounts = Mounts(
    """
    22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
    23 22 0:21 / /proc rw,nosuid shared:12 - proc proc rw
    31 22 8:3 / /srv rw,relatime shared:15 master:2 - xfs /dev/sda3 rw,attr2
    32 31 0:44 / /srv/nas rw,relatime - nfs4 nas:/export rw,vers=4.2
    33 22 0:45 / /home/room/remote rw,nosuid,nodev shared:99 - fuse.sshfs room@host: rw,user_id=1000
    34 22 0:46 / /mnt/my\\040disk rw - fuseblk /dev/sdb1 rw,allow_other
    35 22 0:47 / /mnt/cloud rw - fuse.rclone remote: rw
    36 22 0:48 / /mnt/host rw - vboxsf shared rw
    37 22 0:49 / /mnt/guest rw - virtiofs tag rw
    38 22 8:3 /one.sqlite /var/duty/duty\\134\\011.sqlite rw,relatime shared:15 - xfs /dev/sda3 rw
    39 22 0:50 / /mnt/over rw - cifs //nas/x rw
    40 22 8:4 / /mnt/over rw - ext4 /dev/sda4 rw
    not a line of it
    """)

  @Test(
    "the type is that of the mount nearest above, of several at one place the last one's",
    arguments: [
      ("/etc/hosts", "ext4"), ("/srv", "xfs"), ("/srv/duty.sqlite", "xfs"), ("/srvnas/duty.sqlite", "ext4"),
      ("/srv/nas/duty.sqlite", "nfs4"), ("/home/room/remote/a/b", "fuse.sshfs"), ("/mnt/my disk/x", "fuseblk"),
      ("/mnt/over/x", "ext4"),
    ]) func type(path: String, type: String)
  { #expect(Self.mounts.type(of: path) == type) }

  @Test(
    "a file that is mounted by itself is known, also where its name is written with escapes; its directory is not one")
  func place() {
    #expect(Self.mounts.isPlace("/var/duty/duty\\\t.sqlite"))
    #expect(!Self.mounts.isPlace("/var/duty/duty.sqlite") && !Self.mounts.isPlace("/var/duty"))
    #expect(Self.mounts.isPlace("/mnt/my disk") && !Self.mounts.isPlace("/mnt/my"))
    #expect(!Mounts("").isPlace("/") && Mounts("").type(of: "/") == nil)
  }

  @Test("file systems shared over a network are known by number or type, local ones are not")
  func shared() {
    let fuse: UInt32 = 0x6573_5546
    for (name, magic, type) in [
      ("nfs", 0x6969, "nfs4"), ("smb2", 0xFE53_4D42, nil), ("cifs", 0xFF53_4D42, "cifs"), ("9p", 0x0102_1997, nil),
      ("vboxsf", 0x786F_4256, nil), ("vboxsf by type", 0, "vboxsf"), ("sshfs", fuse, "fuse.sshfs"),
      ("rclone", fuse, "fuse.rclone"), ("a program's own", fuse, "fuse"), ("virtiofs", fuse, "virtiofs"),
      ("served by a program, of a type nobody tells", fuse, nil),
    ] as [(String, UInt32, String?)] {
      #expect(Mounts.isShared(magic: magic, type: type), "\(name)")
    }
    for (name, magic, type) in [
      ("ext4", 0xEF53, "ext4"), ("tmpfs", 0x0102_1994, "tmpfs"), ("xfs", 0x5846_5342, nil),
      ("overlay", 0x794C_7630, "overlay"), ("a disk of Windows", fuse, "fuseblk"), ("unknown", 0, nil),
    ] as [(String, UInt32, String?)] {
      #expect(!Mounts.isShared(magic: magic, type: type), "\(name)")
    }
  }
}
