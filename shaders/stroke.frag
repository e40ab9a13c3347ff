#version 120
// stroke.frag -- fades the outermost pixel of a line and cuts it into dashes.
// Pairs with  stroke.vert (which says what the varyings mean)
// Uniforms    colour    red, green, blue, alpha, 0 to 1; straight alpha
//             dash_px   length of a dash           gap_px   length of the gap after it; 0 = a line without gaps
// Out         the colour, its alpha less where the line covers the pixel in part

uniform vec4 colour;
uniform float dash_px;
uniform float gap_px;

varying float across_px;
varying float reach_px;
varying float along_px;
varying float thinness;

void main() {
    float cover = clamp(reach_px - abs(across_px), 0.0, 1.0) * thinness;
    if (gap_px > 0.0) {
        // How far from the middle of the nearest dash; a dash's ends fade over one pixel.
        float period_px = dash_px + gap_px;
        float from_middle_px = abs(mod(along_px - 0.5 * dash_px + 0.5 * period_px, period_px) - 0.5 * period_px);
        cover *= clamp(0.5 * dash_px + 0.5 - from_middle_px, 0.0, 1.0);
    }
    gl_FragColor = vec4(colour.rgb, colour.a * cover);
}
