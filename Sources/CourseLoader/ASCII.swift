// So that a byte can be compared with a character of ASCII: `byte == "{"`, `case "{":`.

func == (byte: UInt8, scalar: Unicode.Scalar) -> Bool { scalar.value == UInt32(byte) }
func != (byte: UInt8, scalar: Unicode.Scalar) -> Bool { scalar.value != UInt32(byte) }
func ~= (scalar: Unicode.Scalar, byte: UInt8) -> Bool { scalar.value == UInt32(byte) }
